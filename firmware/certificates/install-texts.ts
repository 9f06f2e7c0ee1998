import type {Language} from '../contract/index.js';

/** The words of the page that explains how to install the authority. `steps`: by system, each with what to do in order. */
export type InstallTexts = {
	title: string;
	why: string;
	download: string;
	compare: string;
	until: string;
	steps: readonly {system: string; steps: readonly string[]}[];
	done: string;
	uploaded: string;
};

export const installTexts: Readonly<Record<Language, InstallTexts>> = {
	en: {
		title: 'Trust this box',
		why: 'The connection to {box} can be encrypted, but browsers warn of its certificate: it is signed by the box itself, which they do not know. Install the authority of the box once on this device, and the warning is gone for good.',
		download: 'Download the authority',
		compare: 'Before you trust it, compare its SHA-256 fingerprint with the one on the page System of the box, or ask the admin:',
		until: 'Valid until {date}.',
		steps: [
			{system: 'Windows (Edge, Chrome)', steps: ['Open the downloaded file and choose “Install Certificate…”.', 'Choose “Local Machine”, then “Place all certificates in the following store”.', 'Choose “Trusted Root Certification Authorities”, finish, and start the browser again.']},
			{system: 'macOS (Safari, Chrome)', steps: ['Open the downloaded file; Keychain Access adds it.', 'Double-click the certificate there and open “Trust”.', 'Choose “Always Trust”, close the window and enter your password.']},
			{system: 'iPhone and iPad', steps: ['Download it with Safari and allow the profile.', 'In Settings, open “Profile Downloaded” and install it.', 'In Settings › General › About › Certificate Trust Settings, switch it on.']},
			{system: 'Android', steps: ['In Settings, search for “CA certificate” (Security › Encryption & credentials › Install a certificate).', 'Choose “CA certificate”, then “Install anyway”.', 'Choose the downloaded file.']},
			{system: 'Firefox', steps: ['In Settings › Privacy & Security, choose “View Certificates…”.', 'On the tab “Authorities”, choose “Import…” and the downloaded file.', 'Tick “Trust this CA to identify websites”.']},
		],
		done: 'Then open the page of the box by its https address.',
		uploaded: 'The box shows a certificate that was uploaded to it. Nothing has to be installed here.',
	},
	fr: {
		title: 'Faire confiance à ce boîtier',
		why: 'La connexion à {box} peut être chiffrée, mais les navigateurs mettent en garde contre son certificat : il est signé par le boîtier lui-même, qu’ils ne connaissent pas. Installez une fois l’autorité du boîtier sur cet appareil et l’avertissement disparaît définitivement.',
		download: 'Télécharger l’autorité',
		compare: 'Avant de lui faire confiance, comparez son empreinte SHA-256 avec celle de la page Système du boîtier, ou demandez à l’administrateur :',
		until: 'Valable jusqu’au {date}.',
		steps: [
			{system: 'Windows (Edge, Chrome)', steps: ['Ouvrez le fichier téléchargé et choisissez « Installer un certificat… ».', 'Choisissez « Ordinateur local », puis « Placer tous les certificats dans le magasin suivant ».', 'Choisissez « Autorités de certification racines de confiance », terminez et relancez le navigateur.']},
			{system: 'macOS (Safari, Chrome)', steps: ['Ouvrez le fichier téléchargé ; Trousseaux d’accès l’ajoute.', 'Double-cliquez sur le certificat et ouvrez « Se fier ».', 'Choisissez « Toujours approuver », fermez la fenêtre et saisissez votre mot de passe.']},
			{system: 'iPhone et iPad', steps: ['Téléchargez-le avec Safari et autorisez le profil.', 'Dans Réglages, ouvrez « Profil téléchargé » et installez-le.', 'Dans Réglages › Général › Informations › Réglages des certificats, activez-le.']},
			{system: 'Android', steps: ['Dans Paramètres, cherchez « Certificat CA » (Sécurité › Chiffrement et identifiants › Installer un certificat).', 'Choisissez « Certificat CA », puis « Installer quand même ».', 'Choisissez le fichier téléchargé.']},
			{system: 'Firefox', steps: ['Dans Paramètres › Vie privée et sécurité, choisissez « Afficher les certificats… ».', 'Dans l’onglet « Autorités », choisissez « Importer… » et le fichier téléchargé.', 'Cochez « Confirmer cette AC pour identifier des sites web ».']},
		],
		done: 'Ouvrez ensuite la page du boîtier par son adresse https.',
		uploaded: 'Le boîtier présente un certificat qui lui a été transmis. Il n’y a rien à installer ici.',
	},
	de: {
		title: 'Dieser Anlage vertrauen',
		why: 'Die Verbindung zu {box} kann verschlüsselt werden, doch Browser warnen vor dem Zertifikat: Die Anlage hat es selbst signiert, und die kennen sie nicht. Installieren Sie die Zertifizierungsstelle der Anlage einmal auf diesem Gerät, dann bleibt die Warnung für immer aus.',
		download: 'Zertifizierungsstelle herunterladen',
		compare: 'Vergleichen Sie vorher den SHA-256-Fingerabdruck mit dem auf der Seite „System“ der Anlage, oder fragen Sie den Administrator:',
		until: 'Gültig bis {date}.',
		steps: [
			{system: 'Windows (Edge, Chrome)', steps: ['Öffnen Sie die heruntergeladene Datei und wählen Sie „Zertifikat installieren …“.', 'Wählen Sie „Lokaler Computer“, dann „Alle Zertifikate in folgendem Speicher speichern“.', 'Wählen Sie „Vertrauenswürdige Stammzertifizierungsstellen“, schließen Sie ab und starten Sie den Browser neu.']},
			{system: 'macOS (Safari, Chrome)', steps: ['Öffnen Sie die heruntergeladene Datei; die Schlüsselbundverwaltung nimmt sie auf.', 'Doppelklicken Sie dort auf das Zertifikat und öffnen Sie „Vertrauen“.', 'Wählen Sie „Immer vertrauen“, schließen Sie das Fenster und geben Sie Ihr Passwort ein.']},
			{system: 'iPhone und iPad', steps: ['Laden Sie sie mit Safari und erlauben Sie das Profil.', 'Öffnen Sie in den Einstellungen „Profil geladen“ und installieren Sie es.', 'Schalten Sie sie unter Einstellungen › Allgemein › Info › Zertifikatsvertrauenseinstellungen ein.']},
			{system: 'Android', steps: ['Suchen Sie in den Einstellungen nach „CA-Zertifikat“ (Sicherheit › Verschlüsselung & Anmeldedaten › Zertifikat installieren).', 'Wählen Sie „CA-Zertifikat“, dann „Trotzdem installieren“.', 'Wählen Sie die heruntergeladene Datei.']},
			{system: 'Firefox', steps: ['Wählen Sie unter Einstellungen › Datenschutz & Sicherheit „Zertifikate anzeigen …“.', 'Wählen Sie im Reiter „Zertifizierungsstellen“ „Importieren …“ und die heruntergeladene Datei.', 'Setzen Sie den Haken bei „Dieser CA vertrauen, um Websites zu identifizieren“.']},
		],
		done: 'Öffnen Sie danach die Seite der Anlage über ihre https-Adresse.',
		uploaded: 'Die Anlage zeigt ein Zertifikat, das hochgeladen wurde. Hier muss nichts installiert werden.',
	},
	es: {
		title: 'Confiar en este equipo',
		why: 'La conexión con {box} puede ir cifrada, pero los navegadores advierten de su certificado: lo firma el propio equipo, al que no conocen. Instale una vez la autoridad del equipo en este dispositivo y la advertencia desaparecerá para siempre.',
		download: 'Descargar la autoridad',
		compare: 'Antes de confiar en ella, compare su huella SHA-256 con la de la página Sistema del equipo, o pregunte al administrador:',
		until: 'Válida hasta el {date}.',
		steps: [
			{system: 'Windows (Edge, Chrome)', steps: ['Abra el archivo descargado y elija «Instalar certificado…».', 'Elija «Equipo local» y luego «Colocar todos los certificados en el siguiente almacén».', 'Elija «Entidades de certificación raíz de confianza», finalice y reinicie el navegador.']},
			{system: 'macOS (Safari, Chrome)', steps: ['Abra el archivo descargado; Acceso a Llaveros lo añade.', 'Haga doble clic en el certificado y abra «Confiar».', 'Elija «Confiar siempre», cierre la ventana y escriba su contraseña.']},
			{system: 'iPhone y iPad', steps: ['Descárguela con Safari y permita el perfil.', 'En Ajustes, abra «Perfil descargado» e instálelo.', 'En Ajustes › General › Información › Ajustes de confianza de los certificados, actívela.']},
			{system: 'Android', steps: ['En Ajustes, busque «Certificado de CA» (Seguridad › Cifrado y credenciales › Instalar un certificado).', 'Elija «Certificado de CA» y luego «Instalar de todos modos».', 'Elija el archivo descargado.']},
			{system: 'Firefox', steps: ['En Ajustes › Privacidad y seguridad, elija «Ver certificados…».', 'En la pestaña «Autoridades», elija «Importar…» y el archivo descargado.', 'Marque «Confiar en esta CA para identificar sitios web».']},
		],
		done: 'Abra después la página del equipo por su dirección https.',
		uploaded: 'El equipo muestra un certificado que se le ha subido. Aquí no hay que instalar nada.',
	},
	it: {
		title: 'Fidarsi di questo apparecchio',
		why: 'La connessione a {box} può essere cifrata, ma i browser avvertono del suo certificato: lo firma l’apparecchio stesso, che non conoscono. Installate una volta la sua autorità su questo dispositivo e l’avviso non comparirà più.',
		download: 'Scarica l’autorità',
		compare: 'Prima di fidarvi, confrontate l’impronta SHA-256 con quella della pagina Sistema dell’apparecchio, o chiedete all’amministratore:',
		until: 'Valida fino al {date}.',
		steps: [
			{system: 'Windows (Edge, Chrome)', steps: ['Aprite il file scaricato e scegliete «Installa certificato…».', 'Scegliete «Computer locale», poi «Colloca tutti i certificati nel seguente archivio».', 'Scegliete «Autorità di certificazione radice attendibili», terminate e riavviate il browser.']},
			{system: 'macOS (Safari, Chrome)', steps: ['Aprite il file scaricato; Accesso Portachiavi lo aggiunge.', 'Fate doppio clic sul certificato e aprite «Attendibilità».', 'Scegliete «Fidati sempre», chiudete la finestra e inserite la password.']},
			{system: 'iPhone e iPad', steps: ['Scaricatela con Safari e consentite il profilo.', 'In Impostazioni aprite «Profilo scaricato» e installatelo.', 'In Impostazioni › Generali › Info › Attendibilità certificati, attivatela.']},
			{system: 'Android', steps: ['In Impostazioni cercate «Certificato CA» (Sicurezza › Crittografia e credenziali › Installa un certificato).', 'Scegliete «Certificato CA», poi «Installa comunque».', 'Scegliete il file scaricato.']},
			{system: 'Firefox', steps: ['In Impostazioni › Privacy e sicurezza scegliete «Mostra certificati…».', 'Nella scheda «Autorità» scegliete «Importa…» e il file scaricato.', 'Spuntate «Dai fiducia a questa CA per l’identificazione di siti web».']},
		],
		done: 'Aprite poi la pagina dell’apparecchio al suo indirizzo https.',
		uploaded: 'L’apparecchio mostra un certificato che gli è stato caricato. Qui non c’è nulla da installare.',
	},
};
