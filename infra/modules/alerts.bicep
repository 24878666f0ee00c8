metadata description = 'Who is told what, and when. Every query reads the workspace, so that it can be tried there by hand.'

import { thresholds } from '../types.bicep'

@description('Name of the action group.')
param groupName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Suffix of names.')
param suffix string

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the storage account\'s system topic.')
param blobEventsName string

@description('Mail addresses of who operates the app.')
param emails string[]

@description('When an alert is raised.')
param limits thresholds

@description('Prefixes of names.')
var abbreviations = loadJsonContent('../abbreviations.json')

@description('The rules with their queries; each query ends in the one row that counts.')
var rules = loadJsonContent('../alerts.json')

@description('What a rule compares with, by the name that it gives.')
var limitOf = {
  none: 0
  oldestAssignmentSeconds: limits.oldestAssignmentDays * 86400
  failedRequestPercent: limits.failedRequestPercent
  refusedRequests: limits.refusedRequests
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource blobEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: blobEventsName
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: groupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [for (email, i) in emails: { name: 'mail-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// Azure's own counts: they are right also when the app is down.
resource counts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for count in [
    {
      name: 'dead-letters'
      description: 'A message could not be handled and lies in a dead-letter queue: someone was not told, or a review waits for its daily look.'
      scope: serviceBus.id
      namespace: 'Microsoft.ServiceBus/namespaces'
      metric: 'DeadletteredMessages'
      dimension: 'EntityName'
      aggregation: 'Maximum'
    }
    {
      name: 'undelivered-events'
      description: 'An event of a new document could not be brought to the app and lies in the container dead-letters: the document is not checked.'
      scope: blobEvents.id
      namespace: 'Microsoft.EventGrid/systemTopics'
      metric: 'DeadLetteredCount'
      dimension: 'EventSubscriptionName'
      aggregation: 'Total'
    }
  ]: {
    name: '${abbreviations['Microsoft.Insights/metricAlerts']}${count.name}-${suffix}'
    location: 'global'
    tags: tags
    properties: {
      description: count.description
      severity: 2
      enabled: true
      scopes: [count.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: count.name
            metricNamespace: count.namespace
            metricName: count.metric
            dimensions: [{ name: count.dimension, operator: 'Include', values: ['*'] }]
            timeAggregation: count.aggregation
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: group.id }]
    }
  }
]

resource queries 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${abbreviations['Microsoft.Insights/scheduledQueryRules']}${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      // The tables come with the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: join(rule.query, '\n')
            metricMeasureColumn: rule.column
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: limitOf[rule.limit]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]
