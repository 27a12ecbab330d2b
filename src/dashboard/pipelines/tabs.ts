/** The pages of a pipeline. */
export const pipelineTabs = [
  { label: 'Apps', part: '', words: 'stages board add app promote' },
  { label: 'Tests', part: 'tests', words: 'run tests ci' },
  { label: 'Access', part: 'access', words: 'people permissions' },
  { label: 'Settings', part: 'settings', words: 'rename repository review apps config vars transfer delete' },
] as const
