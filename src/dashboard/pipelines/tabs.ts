/** The pages of a pipeline. */
export const pipelineTabs = [
  { label: 'Apps', part: '' },
  { label: 'Tests', part: 'tests' },
  { label: 'Access', part: 'access' },
  { label: 'Settings', part: 'settings' },
] as const
