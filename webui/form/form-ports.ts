import {createContext} from 'preact';
import {useContext, useEffect, useState} from 'preact/hooks';
import type {Request} from '../store/index.js';

/** What controls that look something up ask of the box. */
export type FormPorts = {request: Pick<Request, 'get'>};

export const FormPortsContext = createContext<FormPorts | undefined>(undefined);

/** What the box answers to a path below `/api/v1`; undefined while it is asked, when it refuses, and where the form has no ports. */
export function useAnswer<T>(path: string | undefined, afterMs = 0): T | undefined {
	const ports = useContext(FormPortsContext);
	const [answer, setAnswer] = useState<{path: string; value: T}>();
	useEffect(() => {
		if (!ports || path === undefined) return;
		let wanted = true;
		const timer = setTimeout(() => void ports.request.get<T>(path).then(outcome => {
			if (wanted && outcome.ok) setAnswer({path, value: outcome.value});
		}), afterMs);
		return () => {
			wanted = false;
			clearTimeout(timer);
		};
	}, [ports, path, afterMs]);
	return answer?.path === path ? answer?.value : undefined;
}
