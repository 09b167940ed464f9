import type { TaskRow } from '../../contract'

/** Released, and its target open to nobody but the engine and the group's device. */
export const isSealed = (row: TaskRow): boolean =>
  row.target === '' && (row.state === 'released' || row.state === 'accepted')

/** Those that the figure `sealed` counts. */
export const isUnannounced = (row: TaskRow): boolean => isSealed(row) && row.kind === 'unannounced'
