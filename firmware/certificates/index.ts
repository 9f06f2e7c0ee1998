export {Certificates, type CertificatesParts} from './certificates.js';
export {installPage, installPageStyle} from './install-page.js';
export {machineNames} from './names.js';
