// A component that is drawn again only when one of its props is another one.

import { Component, type ComponentType, type FunctionComponent, h } from 'preact'

export function memo<P extends object>(inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const now = this.props as Record<string, unknown>
      return Object.entries(next).some(([name, value]) => now[name] !== value)
    }
    override render() {
      return h(inner, this.props as P)
    }
  }
}
