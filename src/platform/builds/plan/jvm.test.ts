import { describe, expect, it } from 'vitest'
import { sample } from '#platform/builds/source/archives.testing.ts'
import { failure, success } from './plan.testing.ts'

describe('the JVM languages', () => {
  const gradle = {
    'build.gradle':
      "plugins { id 'org.springframework.boot' version '3.5.6' }\nversion = '0.1.0'\njava { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\n",
    'settings.gradle': "rootProject.name = 'shop'",
    gradlew: '',
    'gradle/wrapper/gradle-wrapper.jar': 'x',
    'system.properties': 'java.runtime.version=17',
  }

  it('builds with Gradle', async () => {
    const { log, slug } = await success(gradle)
    expect(log).toContain('> Task :bootJar')
    expect(slug.processTypes.web).toContain('-jar build/libs/shop-0.1.0.jar')
    expect(slug.runtime.version).toBe('17.0.19')
  })

  it('takes the Java version that a pom.xml needs', async () => {
    const { 'system.properties': _, ...files } = sample('java')
    const pom = files['pom.xml'] ?? ''
    expect(
      (await success({ ...files, 'pom.xml': pom.replace('<java.version>21', '<java.version>25') })).slug.runtime.version,
    ).toBe('25.0.3')
  })

  it.each([
    [
      'a broken pom.xml',
      { 'pom.xml': '<project>\n<artifactId>x</project>' },
      /Non-parseable POM [^\n]*artifactId[^\n]*\(line 2, column \d+\)[\s\S]*failed to compile Java app/,
    ],
    ['a missing module', { 'pom.xml': '<project><modules><module>web</module></modules></project>' }, /Child module .*web/],
    [
      'too old a Java',
      { ...sample('java'), 'system.properties': 'java.runtime.version=17\n' },
      /release version 21 not supported/,
    ],
    ['an unknown Java', { ...sample('java'), 'system.properties': 'java.runtime.version=13\n' }, /Unsupported Java version/],
    ['a missing Gradle wrapper jar', { ...gradle, 'gradle/wrapper/gradle-wrapper.jar': undefined }, /GradleWrapperMain/],
    ['sbt without a version', { ...sample('scala'), 'project/build.properties': '' }, /No sbt version is specified/],
    [
      'sbt without a stage task',
      { ...sample('scala'), 'project/plugins.sbt': '', 'build.sbt': 'name := "x"\n' },
      /Not a valid key: stage/,
    ],
    ['an unbalanced project.clj', { ...sample('clojure'), 'project.clj': '(defproject x "1.0"' }, /not a valid \(defproject/],
  ])('fails on %s', async (_, files, message) => {
    const present = Object.fromEntries(
      Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, content]])),
    )
    expect(await failure(present)).toMatch(message)
  })
})
