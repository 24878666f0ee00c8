metadata description = 'API Management before the app: where other authorities\' systems are given products, quotas and keys of their own.'

@description('Name of the service.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Host name of the app.')
param appHost string

@description('Requests that one address may make in a minute.')
param requestsPerMinute int

@description('Where API Management\'s own notices go.')
param publisherEmail string

@description('Name of the Log Analytics workspace.')
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource service 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: name
  location: location
  tags: tags
  // A classic tier: its one address is known, so that the app can turn away whoever else comes.
  sku: { name: 'Basic', capacity: 1 }
  properties: {
    publisherEmail: publisherEmail
    publisherName: 'High-tech services programme'
    customProperties: {
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls11': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Backend.Protocols.Tls10': 'False'
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Backend.Protocols.Tls11': 'False'
    }
  }

  resource api 'apis' = {
    name: 'app'
    properties: {
      displayName: 'High-tech services programme'
      path: ''
      protocols: ['https']
      serviceUrl: 'https://${appHost}'
      subscriptionRequired: false
    }

    // The app answers for its routes itself (/api/openapi.json); the gateway only limits.
    resource operations 'operations' = [
      for method in ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']: {
        name: toLower(method)
        properties: { displayName: method, method: method, urlTemplate: '/*' }
      }
    ]

    // The app's sign-in leads back to the host of X-Forwarded-Host. The gateway adds none and would let a caller's pass.
    resource limit 'policies' = {
      name: 'policy'
      properties: {
        format: 'rawxml'
        value: '<policies><inbound><base /><rate-limit-by-key calls="${requestsPerMinute}" renewal-period="60" counter-key="@(context.Request.IpAddress)" /><set-header name="X-Forwarded-Host" exists-action="override"><value>@(context.Request.OriginalUrl.Host)</value></set-header></inbound><backend><forward-request timeout="240" buffer-request-body="false" /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>'
      }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: service
  name: 'gateway'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'GatewayLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Host name by which the public reaches the app.')
output hostName string = replace(service.properties.gatewayUrl, 'https://', '')

@description('Addresses from which the gateway calls the app.')
output addresses string[] = service.properties.publicIPAddresses
