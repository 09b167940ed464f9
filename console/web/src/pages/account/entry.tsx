/** One line of these forms: a password, or a code of six digits. */
interface Props {
  id: string
  label: string
  hint?: string
  kind: 'current-password' | 'new-password' | 'one-time-code'
  value: string
  put: (value: string) => void
}

export function Entry({ id, label, hint, kind, value, put }: Props) {
  const code = kind === 'one-time-code'
  const common = {
    id,
    class: 'input',
    autocomplete: kind,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    required: true,
    value,
    onInput: (e: { currentTarget: HTMLInputElement }) => put(e.currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {code ? (
        <input type="text" inputMode="numeric" maxLength={16} {...common} />
      ) : (
        <input type="password" maxLength={256} {...common} />
      )}
    </div>
  )
}
