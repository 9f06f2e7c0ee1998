import type {dialPlan as english} from '../en/dial-plan.js';
import type {Translated} from '../text.js';

export const dialPlan: Translated<typeof english> = {
	'dialPlan.count.one': '{n} número en uso',
	'dialPlan.count.other': '{n} números en uso',
	'dialPlan.empty': 'Todavía no hay ningún número en uso',
	'dialPlan.emptyNext': 'A una conferencia se llega por su número: cree la primera.',
	'dialPlan.number': 'Número',
	'dialPlan.usedBy': 'Usado por',
	'dialPlan.description': 'Descripción',
	'dialPlan.setUp': 'Configurar',
	'dialPlan.used': 'Números en uso',
	'dialPlan.try': '¿Quién contesta en un número?',
	'dialPlan.tryIt': 'Probar',
	'dialPlan.nobody': 'El {number} no es de nadie: quien llama oye que el número es desconocido.',
	'dialPlan.answers': 'En el {number} contesta: {who}.',
	'dialPlan.free': 'Números libres',
	'dialPlan.freeAbout': 'Los siguientes que nadie tiene. Un número tiene un solo dueño: un segundo se rechaza al guardar.',
	'dialPlan.strays': 'Las llamadas de estas líneas van a números que no son de nadie:',
	'dialPlan.use.static': 'Conferencia',
	'dialPlan.use.dynamic': 'Conferencias por número',
	'dialPlan.use.portal': 'Portal',
	'dialPlan.use.handset': 'Teléfono en tarjeta de líneas',
	'dialPlan.use.phone': 'Teléfono registrado',
};
