import { AuthorizationList } from '#dashboard/account/AuthorizationList.tsx'
import { ClientList } from '#dashboard/account/ClientList.tsx'
import { KeyList } from '#dashboard/account/Keys.tsx'
import { ofAccount } from '#dashboard/account/queries.ts'
import { SessionList } from '#dashboard/account/SessionList.tsx'
import { Invoices } from '#dashboard/billing/Invoices.tsx'
import { ofBilling } from '#dashboard/billing/queries.ts'
import { Component as NotificationsPage } from '#dashboard/notifications/Notifications.tsx'
import { ofNews } from '#dashboard/notifications/queries.ts'
import type { Invoice } from '#platform/billing/contract.ts'
import type { Key } from '#platform/keys/contract.ts'
import type { Notice } from '#platform/notifications/contract.ts'
import type { Authorization, OauthClient, Session } from '#platform/oauth/contract.ts'
import { specimen, type Specimen } from './specimen.ts'

// The lists of an account. Their rows are made up: nobody should press "Revoke" on their own.

const id = '00000000-0000-4000-8000-000000000000'
const then = '2026-10-20T09:00:00Z'
const times = { created_at: then, updated_at: then }
const somebody = { id, email: 'somebody@example.com', full_name: 'Somebody' }
const numbered = <T extends { id: string }>(row: T, nth: number): T => ({ ...row, id: `${row.id}-${nth}` })

const key: Key = {
  id,
  comment: 'somebody@laptop',
  email: 'somebody@laptop',
  fingerprint: 'SHA256:0000000000000000000000000000000000000000000',
  public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f somebody@laptop',
  ...times,
}

const authorization: Authorization = {
  id,
  access_token: { id, token: `HRKU-${'0'.repeat(40)}`, expires_in: 8 * 3_600 },
  client: null,
  description: 'Nightly report',
  grant: null,
  refresh_token: null,
  scope: ['read', 'write-protected'],
  session: null,
  user: somebody,
  ...times,
}

const client: OauthClient = {
  id,
  ignores_delinquent: false,
  name: 'Status board',
  redirect_uri: 'https://board.example.com/auth/callback',
  secret: '0'.repeat(40),
  ...times,
}

const session: Session = { id, description: 'Dashboard', expires_in: null, ...times }

const invoice: Invoice = {
  id,
  charges_total: 4_200,
  credits_total: 0,
  number: 1,
  period_end: '10/31/2026',
  period_start: '10/01/2026',
  state: 1,
  total: 4_200,
  ...times,
}

const notice: Notice = {
  id,
  at: then,
  kind: 'limit',
  text: '4 of 5 log drains are used',
  app: { id, name: 'sample' },
  build: null,
  version: null,
  team: null,
  month: null,
  addon: null,
  limit: 'drains',
  read: false,
}
const notices = [notice, { ...notice, id: `${id}-1`, kind: 'deploy' as const, text: 'Build failed', limit: null, read: true }]

export const accountLists: Readonly<Record<string, Specimen>> = {
  'ssh-keys': specimen('SSH keys', {
    rows: () => ofAccount.keys(),
    vary: numbered,
    call: (row, name, nth) => ({ ...numbered(row, nth), comment: name }),
    samples: [key],
    ask: false,
    show: () => <KeyList />,
  }),
  authorizations: specimen('Authorizations', {
    rows: () => ofAccount.authorizations(),
    vary: numbered,
    call: (row, name, nth) => ({ ...numbered(row, nth), description: name, client: { id, name, redirect_uri: '' } }),
    samples: [authorization, { ...authorization, id: `${id}-1`, access_token: null }],
    ask: false,
    show: () => <AuthorizationList />,
  }),
  'api-clients': specimen('API clients', {
    rows: () => ofAccount.clients(),
    vary: numbered,
    call: (row, name, nth) => ({ ...numbered(row, nth), name }),
    samples: [client],
    ask: false,
    show: () => <ClientList />,
  }),
  sessions: specimen('Sessions', {
    rows: () => ofAccount.sessions(),
    vary: numbered,
    call: (row, name, nth) => ({ ...numbered(row, nth), description: name }),
    samples: [session],
    ask: false,
    show: () => <SessionList />,
  }),
  invoices: specimen('Invoices', {
    rows: () => ofBilling.invoices(null),
    vary: (row, nth) => ({ ...numbered(row, nth), number: nth + 1 }),
    samples: [invoice, { ...invoice, id: `${id}-1`, number: 2, state: 0, period_end: '11/30/2026' }],
    ask: false,
    show: () => <Invoices team={null} />,
  }),
  notifications: specimen('Notifications', {
    rows: () => ofNews.list(),
    vary: numbered,
    call: (row, name, nth) => ({ ...numbered(row, nth), text: name, app: { id, name } }),
    samples: notices,
    ask: false,
    show: () => <NotificationsPage />,
  }),
}
