metadata description = 'The operators\' page: reviews by stage and age, decisions, dead letters, failed orchestrations, and the counts that are paid for.'

@description('Shown name.')
param displayName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the storage account.')
param storageName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A workbook's name has to be a GUID.
  name: guid(workspace.id, 'operators')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: workspace.id
    serializedData: replace(replace(loadTextContent('../workbook.json'), '/subscriptions/service-bus', serviceBus.id), '/subscriptions/storage', storage.id)
  }
}
