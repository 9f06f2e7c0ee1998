import type {FormSchemaName} from '../../firmware/contract/index.js';
import {useResource, type Resource, type ResourcePorts} from '../store/index.js';
import type {FormSchema} from './fields.js';

/** The schema of something that is set up, as the box has it. */
export function useSchema(ports: ResourcePorts, name: FormSchemaName): Resource<FormSchema> {
	return useResource<FormSchema>(ports, {path: `/schemas/${name}`});
}
