import { createQueryClient } from '#client/query.ts'

/** All that is known of the platform. Loaders fill it, pages read it, the change feed keeps it fresh. */
export const queryClient = createQueryClient()
