import type {ToldOfRequests} from '../../../firmware/contract/index.js';
import type {Translated} from '../text.js';

export const toldRequests: Translated<ToldOfRequests> = {
	'last-admin': 'Es el único administrador; cree otro primero.',
	'no-own-password': 'Solo tiene una contraseña que cambiar quien entró con nombre y contraseña.',
	'recording-runs': 'Esta grabación sigue en marcha; deténgala primero.',
	'never-recorded': 'Esta conferencia nunca se graba; así está ajustada.',
	'trunk-of-routes': 'Las llamadas a {prefixes} salen por esta troncal; cambie o elimine primero la ruta.',
	'trunk-of-all-routes': 'Las llamadas a todos los números salen por esta troncal; cambie o elimine primero la ruta.',
	'nobody-restarts': 'Nadie volvería a arrancar el equipo: debe hacerlo quien lo arrancó.',
	'backup-unreadable': 'No se pudo leer la copia de seguridad.',
	'backup-not-checked': 'Esta copia no es la última que se comprobó; vuelva a enviarla.',
	'backup-busy': 'Se está comprobando otra copia de seguridad; espere a que termine.',
	'set-up-already': 'El equipo ya está configurado; inicie sesión.',
	'nothing-measured': 'Ahora no se mide nada en esta línea.',

	'number-of-box': '{number} es un número de este equipo en el que no se puede llamar a nadie.',
	'no-route': 'Ninguna ruta lleva a {number}.',
	'not-allowed-internal': '{number} es un número interno; no tiene permiso para llamar a esos números.',
	'not-allowed-external': '{number} es un número externo; no tiene permiso para llamar a esos números.',
	'not-allowed-international': '{number} es un número internacional; no tiene permiso para llamar a esos números.',
	'not-allowed-premium': '{number} es un número de tarificación especial; no tiene permiso para llamar a esos números.',
	'phone-not-registered': 'El teléfono {number} no está registrado en el equipo ahora.',
	'lines-busy': 'Todas las líneas hacia {number} están ocupadas.',
	'lines-unusable': 'Las líneas hacia {number} no se pueden usar ahora.',
	'calls-off': 'Este equipo no llama a nadie; así está ajustado.',
	'calls-of-box': 'Llamadas simultáneas del equipo: {n} como máximo; pruebe cuando termine alguna.',
	'calls-of-user': 'Sus llamadas simultáneas por el equipo: {n} como máximo; termine primero una.',
	'spent-by-user': 'Sus llamadas pueden costar {amount} al día, y hoy ya lo han hecho.',
	'spent-by-box': 'Las llamadas de este equipo pueden costar {amount} al día, y hoy ya lo han hecho.',
};
