metadata description = 'What storage says of its blobs, and what scans them for malware. Subscriptions to blobs follow after deployment (blob-events.bicep).'

@description('Name of the system topic of the storage account.')
param topicName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the storage account.')
param storageName string

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Gigabytes a month that Defender for Storage scans at most; 0 leaves it off.')
param scanGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: topicName
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: topic
  name: 'deliveries'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'DeliveryFailures', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource scan 'Microsoft.Security/defenderForStorageSettings@2025-06-01' = if (scanGigabytes > 0) {
  scope: account
  name: 'current'
  properties: {
    isEnabled: true
    overrideSubscriptionLevelSettings: true
    // What it finds is an alert of Defender and an index tag of the blob.
    malwareScanning: { onUpload: { isEnabled: true, capGBPerMonth: scanGigabytes } }
    sensitiveDataDiscovery: { isEnabled: false }
  }
  // A storage account has one system topic. Defender takes the one that is there, and where there is none makes its own.
  dependsOn: [topic]
}
