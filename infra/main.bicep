targetScope = 'subscription'

metadata description = 'The high-tech services programme on Azure: one resource group, one identity, no secret.'

import { alwaysReady, signIn, staffMember, thresholds } from 'types.bicep'

@description('Name of the environment; part of the resource group\'s name, and the source of every other.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region. It needs Flex Consumption with .NET 10 and, where it is the backend, the Durable Task Scheduler.')
param location string

@description('Tags beside azd\'s own: cost centre, owner.')
param tags { *: string } = {}

@description('Backend of the orchestrations: Azure Storage, or the Durable Task Scheduler. The package\'s host.json says which one the app uses.')
param durableBackend 'storage' | 'scheduler' = 'storage'

@description('Consumption is paid by action, Dedicated by the hour.')
param schedulerSku 'Consumption' | 'Dedicated' = 'Consumption'

@description('Standard, or Premium: private endpoints, and messages over 256 KB.')
param serviceBusSku 'Standard' | 'Premium' = 'Standard'

@description('Copies of what is stored, and where: LRS one place, ZRS three zones, GRS and GZRS a second region too.')
param storageRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('True: instances are spread over zones.')
param zoneRedundant bool = false

@description('Memory of an instance in megabytes; requests at once on an instance follow from it, 2 or 5.')
param instanceMemory 2048 | 4096 = 2048

@description('Instances at most; a limit of cost, too.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that wait for work, so that no caller waits for a start.')
param ready alwaysReady[] = []

@description('True: storage, Service Bus, vault and scheduler have private endpoints only. Needs Premium.')
param privateNetwork bool = false

@description('Addresses of the private network, a /24 or larger.')
param addressSpace string = '10.40.0.0/24'

@description('What is in front of the app: nothing, Front Door with a firewall, or API Management.')
param edge 'none' | 'frontDoor' | 'apiManagement' = 'none'

@description('Requests that one address may make in a minute at the edge.')
param requestsPerMinute int = 600

@description('Where the public reaches the app, if by a domain of its own; empty: the edge\'s or the app\'s own name.')
param publicBaseUrl string = ''

@description('Registrations by which staff and applicants sign in; an empty client id leaves that door closed.')
param accounts signIn = { staffClientId: '', staffTenantId: tenant().tenantId, applicantClientId: '', applicantIssuer: '' }

@description('People who can be given work.')
param staff staffMember[] = []

@description('Ids of the callback keys: the first signs, all verify.')
@minLength(1)
param callbackKeys string[] = ['1']

@description('Sender of the app\'s mail: an address, or a name with an address.')
param mailFrom string

@description('Mail server. Empty: mail is written into a folder of the instance and not delivered; for trials.')
param mailHost string = ''

@description('Sign-in at the mail server, whose password is the vault\'s secret mail-password; empty where it asks for none.')
param mailUser string = ''

@description('Settings of the app over those of settings.json.')
param settings { *: string } = {}

@description('True: accepted documents cannot be changed or deleted for the days of retention.json, nor the storage account and the vault. Off where an environment shall be removable.')
param immutable bool = false

@description('Gigabytes a month that Defender for Storage scans for malware at most; 0 leaves it off.')
@minValue(0)
param scanGigabytes int = 0

@description('Mail addresses that are notified when an alert is raised.')
param operators string[] = []

@description('When an alert is raised.')
param limits thresholds = { oldestAssignmentDays: 15, failedRequestPercent: 5, refusedRequests: 50 }

@description('Gigabytes of telemetry a day after which no more is taken until the next; -1 never stops it.')
param telemetryGigabytes int = 5

@description('What the deployed host.json says.')
var host = loadJsonContent('../host.json')

@description('Backend that the package uses.')
var hostBackend = toLower(host.extensions.durableTask.storageProvider.type) == 'azuremanaged' ? 'scheduler' : 'storage'

@description('The backend. A scheduler beside a package that does not use it yet is a step of the move; the opposite would not start.')
var backend = hostBackend == 'scheduler' && durableBackend == 'storage'
  ? fail('host.json says azureManaged: durableBackend must be scheduler.')
  : durableBackend

@description('The broker\'s tier, refused where it has no private endpoints.')
var brokerSku = privateNetwork && serviceBusSku == 'Standard'
  ? fail('privateNetwork needs serviceBusSku Premium: Standard has no private endpoints.')
  : serviceBusSku

@description('Prefixes of names.')
var abbreviations = loadJsonContent('abbreviations.json')

@description('How long everything is kept.')
var retention = loadJsonContent('retention.json')

@description('Makes names unique: the same for the same subscription, environment and region.')
var suffix = toLower(uniqueString(subscription().id, environmentName, location))

@description('Tags of every resource.')
var allTags = union(tags, { 'azd-env-name': environmentName })

@description('Names of all resources.')
var names = {
  identity: '${abbreviations['Microsoft.ManagedIdentity/userAssignedIdentities']}${suffix}'
  storage: '${abbreviations['Microsoft.Storage/storageAccounts']}${suffix}'
  serviceBus: '${abbreviations['Microsoft.ServiceBus/namespaces']}${suffix}'
  vault: '${abbreviations['Microsoft.KeyVault/vaults']}${suffix}'
  workspace: '${abbreviations['Microsoft.OperationalInsights/workspaces']}${suffix}'
  insights: '${abbreviations['Microsoft.Insights/components']}${suffix}'
  plan: '${abbreviations['Microsoft.Web/serverfarms']}${suffix}'
  app: '${abbreviations['Microsoft.Web/sites']}${suffix}'
  scheduler: backend == 'scheduler' ? '${abbreviations['Microsoft.DurableTask/schedulers']}${suffix}' : ''
  blobEvents: '${abbreviations['Microsoft.EventGrid/systemTopics']}${suffix}'
  network: '${abbreviations['Microsoft.Network/virtualNetworks']}${suffix}'
  appSubnet: '${abbreviations['Microsoft.Network/virtualNetworks/subnets']}app'
  frontDoor: '${abbreviations['Microsoft.Cdn/profiles']}${suffix}'
  endpoint: '${abbreviations['Microsoft.Cdn/profiles/afdEndpoints']}${suffix}'
  firewall: '${abbreviations['Microsoft.Network/FrontDoorWebApplicationFirewallPolicies']}${suffix}'
  apiManagement: '${abbreviations['Microsoft.ApiManagement/service']}${suffix}'
  operators: '${abbreviations['Microsoft.Insights/actionGroups']}${suffix}'
  package: 'app-package'
  deadLetters: 'dead-letters'
}

@description('Host name of the app itself.')
var appHost = '${names.app}.azurewebsites.net'

@description('Settings that follow from parameters of their own.')
var mailSettings = union({ Mail__From: mailFrom }, empty(mailHost) ? { Mail__Mode: 'Pickup', Mail__PickupFolder: '/tmp/mail' } : { Mail__Smtp__Host: mailHost })

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations['Microsoft.Resources/resourceGroups']}${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: allTags
    retentionDays: retention.logs.workspaceDays
    dailyGigabytes: telemetryGigabytes
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: allTags
    redundancy: storageRedundancy
    private: privateNetwork
    immutable: immutable
    platformContainers: [names.package, names.deadLetters]
    pages: privateNetwork ? '' : publicOrigin
    workspaceName: names.workspace
  }
  dependsOn: [monitoring]
}

module serviceBus 'modules/servicebus.bicep' = {
  scope: group
  params: { name: names.serviceBus, location: location, tags: allTags, sku: brokerSku, private: privateNetwork, workspaceName: names.workspace }
  dependsOn: [monitoring]
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: allTags
    softDeleteDays: immutable ? retention.softDelete.vaultDays : 7
    keep: immutable
    private: privateNetwork
    workspaceName: names.workspace
  }
  dependsOn: [monitoring]
}

module durable 'modules/durable.bicep' = if (backend == 'scheduler') {
  scope: group
  params: {
    name: '${abbreviations['Microsoft.DurableTask/schedulers']}${suffix}'
    hubName: host.extensions.durableTask.hubName
    location: location
    tags: allTags
    sku: schedulerSku
    private: privateNetwork
  }
}

module eventGrid 'modules/eventgrid.bicep' = {
  scope: group
  params: {
    topicName: names.blobEvents
    location: location
    tags: allTags
    storageName: names.storage
    workspaceName: names.workspace
    scanGigabytes: scanGigabytes
  }
  dependsOn: [monitoring, storage]
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    identityName: names.identity
    storageName: names.storage
    deadLetters: names.deadLetters
    serviceBusName: names.serviceBus
    vaultName: names.vault
    insightsName: names.insights
    schedulerName: names.scheduler
    blobEventsName: names.blobEvents
  }
  dependsOn: [identity, storage, serviceBus, vault, monitoring, durable, eventGrid]
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: names.network
    appSubnetName: names.appSubnet
    suffix: suffix
    location: location
    tags: allTags
    addressSpace: addressSpace
    storageName: names.storage
    serviceBusName: names.serviceBus
    vaultName: names.vault
    schedulerName: names.scheduler
  }
  dependsOn: [storage, serviceBus, vault, durable]
}

module frontDoor 'modules/frontdoor.bicep' = if (edge == 'frontDoor') {
  scope: group
  params: {
    name: names.frontDoor
    endpointName: names.endpoint
    policyName: names.firewall
    tags: allTags
    appHost: appHost
    requestsPerMinute: requestsPerMinute
    workspaceName: names.workspace
  }
  dependsOn: [monitoring]
}

module apiManagement 'modules/apimanagement.bicep' = if (edge == 'apiManagement') {
  scope: group
  params: {
    name: names.apiManagement
    location: location
    tags: allTags
    appHost: appHost
    requestsPerMinute: requestsPerMinute
    publisherEmail: first(operators) ?? 'operators@${environmentName}.example'
    workspaceName: names.workspace
  }
  dependsOn: [monitoring]
}

@description('Host name by which the public comes in.')
var publicHost = edge == 'frontDoor' ? frontDoor!.outputs.hostName : edge == 'apiManagement' ? apiManagement!.outputs.hostName : appHost

@description('Where the public reaches the app, without path.')
var publicOrigin = empty(publicBaseUrl) ? 'https://${publicHost}' : publicBaseUrl

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: allTags
    identityName: names.identity
    storageName: names.storage
    packageContainer: names.package
    serviceBusName: names.serviceBus
    vaultName: names.vault
    workspaceName: names.workspace
    insightsName: names.insights
    schedulerName: names.scheduler
    subnetId: privateNetwork
      ? resourceId(subscription().subscriptionId, group.name, 'Microsoft.Network/virtualNetworks/subnets', names.network, names.appSubnet)
      : ''
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    ready: ready
    zoneRedundant: zoneRedundant
    // No browser reaches private storage.
    settings: union(privateNetwork ? { Documents__DirectUploads: 'False' } : {}, { Documents__RejectedDays: string(retention.rejected.deleteAfterDays) }, scanGigabytes > 0 ? { Documents__Scan: 'Defender' } : {}, mailSettings, settings)
    staff: staff
    callbackKeys: callbackKeys
    mailUser: mailUser
    accounts: accounts
    publicBaseUrl: publicOrigin
    behindEdge: edge != 'none'
    edgeTag: edge == 'frontDoor' ? 'AzureFrontDoor.Backend' : ''
    edgeAddresses: edge == 'apiManagement' ? apiManagement!.outputs.addresses : []
    frontDoorId: edge == 'frontDoor' ? frontDoor!.outputs.frontDoorId : ''
  }
  // With its roles and its network there before it, the app's first start already works.
  dependsOn: [roles, network]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    groupName: names.operators
    location: location
    tags: allTags
    suffix: suffix
    workspaceName: names.workspace
    serviceBusName: names.serviceBus
    blobEventsName: names.blobEvents
    emails: operators
    limits: limits
  }
  dependsOn: [monitoring, serviceBus, eventGrid]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    displayName: 'Programme operations, ${environmentName}'
    location: location
    tags: allTags
    workspaceName: names.workspace
    serviceBusName: names.serviceBus
    storageName: names.storage
  }
  dependsOn: [monitoring, serviceBus, storage]
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app.')
output AZURE_FUNCTION_APP_NAME string = names.app

@description('Host name of the function app itself, which Event Grid calls.')
output AZURE_FUNCTION_APP_HOST string = appHost

@description('Principal id of the app\'s identity, for the federated credential of the staff registration.')
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

@description('Where the public reaches the app.')
output PUBLIC_BASE_URL string = publicOrigin

@description('The storage account.')
output AZURE_STORAGE_ACCOUNT_NAME string = names.storage

@description('The storage account\'s system topic.')
output AZURE_BLOB_EVENTS_TOPIC string = names.blobEvents

@description('The vault of the callback keys.')
output AZURE_KEY_VAULT_NAME string = names.vault

@description('Id of the callback key that signs.')
output CALLBACK_KEY_ID string = first(callbackKeys)!
