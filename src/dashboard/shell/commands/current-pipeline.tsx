import { useQuery } from '@tanstack/react-query'
import { ArrowRight, GitPullRequestArrow } from 'lucide-react'
import { ofPipelines } from '#dashboard/pipelines/queries.ts'
import { pipelineTabs } from '#dashboard/pipelines/tabs.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { CommandGroup } from '#ui/CommandPalette.tsx'

/** The pages of the pipeline that is looked at, and what can be done with it at once; null where none is. */
export function useCurrentPipelineCommands(pipeline: string | undefined): CommandGroup | null {
  const { data } = useQuery({ ...ofPipelines.board(pipeline ?? ''), enabled: pipeline !== undefined })
  if (pipeline === undefined) return null
  const promoted = (data?.apps ?? []).filter(({ stage }) => stage === 'development' || stage === 'staging')
  return {
    label: `Pipeline ${pipeline}`,
    commands: [
      ...pipelineTabs.map(({ label, part, words }) => ({
        id: `pipeline page ${label}`,
        keywords: words,
        label: `${label} of ${pipeline}`,
        to: paths.pipeline(pipeline, part),
      })),
      ...promoted.map(({ app }) => ({
        id: `promote ${app.name}`,
        label: `Promote ${app.name}`,
        icon: <ArrowRight size={14} />,
        to: `${paths.pipeline(pipeline)}?${new URLSearchParams({ promote: app.name })}`,
      })),
      {
        id: 'open pull request',
        label: 'Open a pull request',
        keywords: 'github review app',
        icon: <GitPullRequestArrow size={14} />,
        reason: data
          ? (whyNot(data, 'pipeline.develop') ?? (data.repository === null ? 'Connect a repository first' : null))
          : 'Loading',
        to: `${paths.pipeline(pipeline)}?open=pull`,
      },
    ],
  }
}
