import { implement } from '#platform/http/routes.ts'
import { status } from './contract.ts'

export const statusRoutes = implement(status, {
  current: () => ({
    status: [
      { system: 'Apps', status: 'green' },
      { system: 'Data', status: 'green' },
      { system: 'Tools', status: 'green' },
    ],
    incidents: [],
    scheduled: [],
  }),
})
