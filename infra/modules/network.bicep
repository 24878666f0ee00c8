metadata description = 'A network of the app\'s own with private endpoints to everything that holds data.'

@description('Name of the virtual network.')
param name string

@description('Name of the app\'s subnet.')
param appSubnetName string

@description('Suffix of names.')
param suffix string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Addresses of the network: at least a /24, of which the app takes the first /26 and the endpoints the second.')
param addressSpace string

@description('Name of the storage account.')
param storageName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the vault.')
param vaultName string

@description('Name of the Durable Task Scheduler; empty where the backend is Azure Storage.')
param schedulerName string

@description('Prefixes of names.')
var abbreviations = loadJsonContent('../abbreviations.json')

@description('Name of the endpoints\' subnet.')
var endpointSubnetName = '${abbreviations['Microsoft.Network/virtualNetworks/subnets']}endpoints'

@description('What gets an endpoint: its group, its zone.')
var targets = concat(
  map(['blob', 'queue', 'table'], service => {
    name: service
    resource: storage.id
    group: service
    zone: 'privatelink.${service}.${environment().suffixes.storage}'
  }),
  [
    { name: 'servicebus', resource: serviceBus.id, group: 'namespace', zone: 'privatelink.servicebus.windows.net' }
    { name: 'vault', resource: vault.id, group: 'vault', zone: 'privatelink.vaultcore.azure.net' }
  ],
  empty(schedulerName) ? [] : [{ name: 'scheduler', resource: scheduler.id, group: 'scheduler', zone: 'privatelink.durabletask.io' }]
)

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (!empty(schedulerName)) {
  name: empty(schedulerName) ? 'none' : schedulerName
}

resource guard 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: '${abbreviations['Microsoft.Network/networkSecurityGroups']}${suffix}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'deny-from-internet'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
    subnets: [
      {
        name: appSubnetName
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 0)
          networkSecurityGroup: { id: guard.id }
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: endpointSubnetName
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 1)
          networkSecurityGroup: { id: guard.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zone[i]
    name: name
    location: 'global'
    tags: tags
    properties: { virtualNetwork: { id: network.id }, registrationEnabled: false }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = [
  for target in targets: {
    name: '${abbreviations['Microsoft.Network/privateEndpoints']}${target.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, endpointSubnetName) }
      privateLinkServiceConnections: [
        { name: target.name, properties: { privateLinkServiceId: target.resource, groupIds: [target.group] } }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [
  for (target, i) in targets: {
    parent: endpoint[i]
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: target.name, properties: { privateDnsZoneId: zone[i].id } }] }
  }
]
