// One's own account; the guides.

import type { own as zh } from '../zh/own'

export const own: Record<keyof typeof zh, string> = {
  'account.changed': 'Changed; your other sessions have ended',
  'account.change': 'Change',
  'account.shared': "This demo account is everybody's: its password and authenticator stay.",
  'account.password': 'Password',
  'account.password.note': 'Other browsers must sign in again after a change',
  'account.present': 'Present password',
  'account.code': 'Present code',
  'account.code.hint': 'The six digits that your authenticator shows now',
  'account.fresh': 'New password',
  'account.fresh.hint': '8 letters or more; neither the present one nor your name',
  'account.again': 'New password once more',
  'account.differ': 'The two new passwords differ',
  'account.short': '8 letters or more',
  'account.second': 'Authenticator (second factor)',
  'account.second.on': 'Set up',
  'account.second.off': 'Not set up',
  'account.second.text':
    "Once it is set up, signing in takes the six digits of your phone's authenticator beside the password.",
  'account.second.enrol': 'Set up an authenticator',
  'account.second.replace': 'Replace the authenticator',
  'account.second.key': 'Key',
  'account.second.key.text':
    'Scan the code with your authenticator. Where it cannot, add an account: time-based, SHA-256, with this key; on a phone the link below does it.',
  'account.second.scan': 'QR code for the authenticator',
  'account.second.open': 'Open in the authenticator',
  'account.second.shown': 'Code that the new authenticator shows',
  'account.second.lost':
    'If the phone is lost, ask an officer, a plan keeper or an administrator for a new code.',
  'account.view': 'Display',
  'account.lang': 'Language',
  'account.theme': 'Colours',
  'account.theme.system': 'As the system',
  'account.theme.light': 'Light',
  'account.theme.dark': 'Dark',
  'help.guides': 'Guides',
  'help.guide.units': 'Units with something to put right',
  'help.guide.supervision-groups': 'Supervision groups',
  'help.guide.discipline-officers': 'Discipline officers',
  'help.guide.leaders': 'Leaders',
  'help.back': 'Back to help',
}
