import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { ALL_PERMISSIONS, judge, MEMBER, VIEWER, type Permission, type PipelineAction } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'
import type { Pipeline } from './rows.ts'

/**
 * What a person may do with a pipeline: as its owner, or by their role in its team (heroku-facts F.2). Who may see one of its apps
 * may see it.
 */
export function permissionsOnPipeline(tables: Tables, { id, owner }: Pipeline, accountId: string): readonly Permission[] {
  if (owner.type === 'user' && owner.id === accountId) return ALL_PERMISSIONS
  const role =
    owner.type === 'team' ? tables.members.by('team', owner.id).find((row) => row.accountId === accountId)?.role : undefined
  if (role === 'admin') return ALL_PERMISSIONS
  if (role === 'member') return MEMBER
  const seesOne = () =>
    tables.couplings.by('pipeline', id).some(({ appId }) => permissionsOn(tables, tables.apps.must(appId), accountId).length > 0)
  return role === 'viewer' || seesOne() ? VIEWER : []
}

/** The pipeline with this name or id, if the person may do this with it. Refuses with 404 or 403 otherwise. */
export function pipelineFor(tables: Tables, actor: Account, identity: string, action: PipelineAction): Pipeline {
  const pipeline = tables.pipelines.get(identity) ?? tables.pipelines.first('name', identity)
  if (!pipeline) throw notFound('pipeline')
  const permissions = permissionsOnPipeline(tables, pipeline, actor.id)
  if (permissions.length === 0) throw forbidden(`You do not have access to the pipeline ${pipeline.name}.`)
  const verdict = judge(permissions, action)
  if (!verdict.allowed) throw forbidden(verdict.reason)
  return pipeline
}
