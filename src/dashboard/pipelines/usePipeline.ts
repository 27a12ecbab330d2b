import { useParams } from 'react-router'
import { useData } from '#client/query.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import type { PipelineAction } from '#platform/permissions/contract.ts'
import { ofPipelines } from './queries.ts'

/** The name of the pipeline that the address is about. */
export function usePipelineName(): string {
  const { pipeline } = useParams()
  if (pipeline === undefined) throw new Error('This page belongs below a pipeline.')
  return pipeline
}

/** The pipeline that the address is about, and why whoever is signed in may not do something to it. */
export function useBoard() {
  const board = useData(ofPipelines.board(usePipelineName()))
  return { board, whyNot: (action: PipelineAction) => whyNot(board, action) }
}
