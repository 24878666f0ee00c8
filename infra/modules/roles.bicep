metadata description = 'The role assignments of roles.json, and no other.'

@description('Name of the app\'s identity.')
param identityName string

@description('Name of the storage account.')
param storageName string

@description('Container of events that could not be delivered.')
param deadLetters string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the vault.')
param vaultName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Name of the Durable Task Scheduler; empty where the backend is Azure Storage.')
param schedulerName string

@description('Name of the storage account\'s system topic.')
param blobEventsName string

@description('The one table: who, where, which role, why.')
var table = loadJsonContent('../roles.json')

@description('Resource id of each principal: steady, unlike its principal id, so that what-if can name the assignment.')
var ids = { app: identity.id, blobEvents: blobEvents.id }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource blobEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: blobEventsName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' existing = {
  name: '${storageName}/default/${deadLetters}'
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (!empty(schedulerName)) {
  name: empty(schedulerName) ? 'none' : schedulerName
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'storage'): {
    scope: storage
    name: guid(storage.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'vault'): {
    scope: vault
    name: guid(vault.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'insights'): {
    scope: insights
    name: guid(insights.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]

resource onScheduler 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'scheduler' && !empty(schedulerName)): {
    scope: scheduler
    name: guid(scheduler.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]

resource onServiceBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'serviceBus'): {
    scope: serviceBus
    name: guid(serviceBus.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]

resource onDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in filter(table, row => row.scope == 'deadLetters'): {
    scope: container
    name: guid(container.id, ids[row.principal], row.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', row.id)
      principalId: blobEvents.identity.principalId
      principalType: 'ServicePrincipal'
      description: row.reason
    }
  }
]
