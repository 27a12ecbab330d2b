import * as z from 'zod/mini'
import { endpoint } from '#platform/http/contract.ts'

// What status.heroku.com says, by which `heroku status` asks. The simulated platform itself has no incidents: what goes wrong in a
// world is its apps' doing.

const System = z.object({ system: z.enum(['Apps', 'Data', 'Tools']), status: z.literal('green') })

export const status = {
  current: endpoint({
    method: 'GET',
    path: '/api/v4/current-status',
    title: 'Show the status of the platform',
    open: true,
    response: z.object({ status: z.array(System), incidents: z.array(z.never()), scheduled: z.array(z.never()) }),
  }),
}
