import './form.css';

export {SchemaForm, type FieldSection, type Refusal, type SchemaFormProps, type Values} from './schema-form.js';
export {FieldInput, type FieldInputProps} from './field-input.js';
export {randomPin} from './controls/pin-input.js';
export {useSchema} from './use-schema.js';
export {useUnsavedWarning} from './unsaved.js';
export {FormPortsContext, useAnswer, type FormPorts} from './form-ports.js';
export {changesIn, defaultsOf, fieldsOf, isForm, isSame, type Field, type FieldSchema, type FormSchema} from './fields.js';
export {findingOf, problemOf, problemsWithin, secretDots, stillOpen, type Problem} from './problems.js';
