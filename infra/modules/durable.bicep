metadata description = 'Durable Task Scheduler with the app\'s task hub, where it is the backend of the orchestrations.'

@description('Name of the scheduler.')
param name string

@description('Name of the task hub; the one of host.json.')
param hubName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Consumption is paid by action, Dedicated by the hour.')
param sku 'Consumption' | 'Dedicated'

@description('True: reachable by private endpoint only.')
param private bool

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
    // An empty list lets nobody in. Every caller shows an Entra ID token, from wherever it comes.
    ipAllowlist: private ? [] : ['0.0.0.0/0']
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: hubName
}
