import {useEffect, useMemo} from 'preact/hooks';
import {createResource, type Resource, type ResourceOptions, type ResourcePorts} from './resource.js';

/** A resource for as long as the component that uses it is on the page; another path is another resource. */
export function useResource<T>(ports: ResourcePorts, options: ResourceOptions): Resource<T> {
	const resource = useMemo(() => createResource<T>(ports, options), [ports, options.path]);
	useEffect(() => resource.start(), [resource]);
	return resource;
}
