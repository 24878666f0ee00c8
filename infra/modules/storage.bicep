metadata description = 'The storage account: documents and tables of topology.json, the host\'s own data, the package. No key opens it and no blob is public.'

@description('Name of the account.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('How many copies are kept, and where.')
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'

@description('True: reachable by private endpoint only.')
param private bool

@description('True: accepted documents cannot be changed or deleted before their days are over.')
param immutable bool

@description('Containers of the platform beside the app\'s: the package, and events that could not be delivered.')
param platformContainers string[]

@description('Where the pages are that send blocks of documents here, without path; empty: none do.')
param pages string

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('The one list of containers and tables.')
var topology = loadJsonContent('../topology.json')

@description('How long everything is kept, with the reasons.')
var retention = loadJsonContent('../retention.json')

@description('Containers whose blobs are held for their days.')
var held = ['accepted', 'record-log']

@description('Those of them whose blobs become cooler with time.')
var cooling = filter(held, container => contains(retention[container], 'coolAfterDays'))

@description('Every container: the app\'s and the platform\'s.')
var containers = union(topology.containers, platformContainers)

@description('Rules for blobs that are in use: cooler with time. The app deletes them, by its retention policy.')
var keeping = map(cooling, container => {
  name: container
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['${container}/'] }
    actions: {
      baseBlob: {
        tierToCool: { daysAfterModificationGreaterThan: retention[container].coolAfterDays }
        tierToCold: { daysAfterModificationGreaterThan: retention[container].coldAfterDays }
      }
    }
  }
})

@description('Rules for blobs that only pass through.')
var clearing = map(['incoming', 'rejected', 'reports', 'dead-letters'], container => {
  name: container
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['${container}/'] }
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: retention[container].deleteAfterDays } } }
  }
})

@description('Rule for what was overwritten or deleted, in every container.')
var versions = {
  name: 'previous-versions'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: retention.previousVersions.deleteAfterDays } } }
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowedCopyScope: 'AAD'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    // Event Grid writes its dead letters, and Defender reads what it scans, as trusted services.
    networkAcls: { defaultAction: private ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (immutable) {
  scope: account
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Holds documents, decisions and the record of facts.' }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: retention.softDelete.blobDays }
    containerDeleteRetentionPolicy: { enabled: true, days: retention.softDelete.containerDays }
    // The app's own pages send blocks to addresses that are signed for one blob; no page of another site writes, and none reads.
    cors: {
      corsRules: empty(pages)
        ? []
        : [
            {
              allowedOrigins: [pages]
              allowedMethods: ['PUT']
              allowedHeaders: ['content-type']
              exposedHeaders: []
              maxAgeInSeconds: 3600
            }
          ]
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = [
  for entry in containers: {
    parent: blobs
    name: entry
    properties: union({ publicAccess: 'None' }, immutable && contains(held, entry) ? { immutableStorageWithVersioning: { enabled: true } } : {})
  }
]

resource hold 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-06-01' = [
  for entry in (immutable ? held : []): {
    name: '${name}/default/${entry}/default'
    properties: {
      immutabilityPeriodSinceCreationInDays: retention[entry].immutableDays
      allowProtectedAppendWrites: false
    }
    dependsOn: [container]
  }
]

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-06-01' = [
  for entry in topology.tables: {
    parent: tables
    name: entry
  }
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-06-01' = {
  parent: account
  name: 'default'
  properties: { policy: { rules: concat(keeping, clearing, [versions]) } }
  dependsOn: [blobs]
}

// Who changed or removed a document is asked later; reads are the app's own and would cost more than they tell.
resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'changes'
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tables
  name: 'deletions'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queues
  name: 'transactions'
  properties: {
    workspaceId: workspace.id
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}
