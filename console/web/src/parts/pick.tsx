// One filter as a list to choose from; its value stands in the address.

import { ask, setQuery } from '../base/router'

interface Props {
  name: string
  label: string
  all: string // no filter
  options: [string, string][]
}

export function Pick({ name, label, all, options }: Props) {
  const value = ask(name)
  return (
    <select
      class={value ? 'select on' : 'select'}
      aria-label={label}
      value={value}
      onChange={(e) => setQuery({ [name]: e.currentTarget.value })}
    >
      <option value="">{all}</option>
      {options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  )
}
