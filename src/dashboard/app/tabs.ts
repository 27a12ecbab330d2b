import { paths } from '#dashboard/shared/paths.ts'

/** The pages of an app, in their order. */
export const tabs = [
  { label: 'Overview', path: paths.app },
  { label: 'Resources', path: paths.resources },
  { label: 'Deploy', path: paths.deploy },
  { label: 'Metrics', path: paths.metrics },
  { label: 'Activity', path: paths.activity },
  { label: 'Access', path: paths.access },
  { label: 'Logs', path: paths.logs },
  { label: 'Run', path: paths.run },
  { label: 'Settings', path: paths.settings },
] as const
