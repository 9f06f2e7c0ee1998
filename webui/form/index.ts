import './form.css';

export {SchemaForm, type SchemaFormProps} from './schema-form.js';
export {changesIn, fieldsOf, problemOf, type Field, type FieldSchema, type FormSchema} from './fields.js';
