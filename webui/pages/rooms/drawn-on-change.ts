import {Component, h, type ComponentType, type FunctionComponent} from 'preact';

/** Draws again only when a property is another one: in a room of hundreds an event then costs one row. */
export function drawnOnChange<P extends object>(draw: FunctionComponent<P>): ComponentType<P> {
	return class extends Component<P> {
		override shouldComponentUpdate(next: Readonly<P>): boolean {
			const before = Object.entries(this.props);
			return before.length !== Object.keys(next).length || before.some(([name, value]) => value !== next[name as keyof P]);
		}

		override render() {
			return h(draw, this.props);
		}
	};
}
