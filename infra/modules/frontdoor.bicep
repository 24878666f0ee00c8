metadata description = 'Front Door with a firewall before the app: one address for the world, and a limit on how often one address may call.'

@description('Name of the profile.')
param name string

@description('Name of the endpoint.')
param endpointName string

@description('Name of the firewall policy.')
param policyName string

@description('Tags of every resource.')
param tags { *: string }

@description('Host name of the app.')
param appHost string

@description('Requests that one address may make in a minute.')
param requestsPerMinute int

@description('Name of the Log Analytics workspace.')
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource profile 'Microsoft.Cdn/profiles@2026-07-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
  // An upload of hundreds of megabytes takes minutes.
  properties: { originResponseTimeoutSeconds: 240 }

  resource endpoint 'afdEndpoints' = {
    name: endpointName
    location: 'global'
    tags: tags
    properties: { enabledState: 'Enabled' }

    resource route 'routes' = {
      name: 'app'
      properties: {
        originGroup: { id: origins.id }
        patternsToMatch: ['/*']
        supportedProtocols: ['Http', 'Https']
        httpsRedirect: 'Enabled'
        forwardingProtocol: 'HttpsOnly'
        linkToDefaultDomain: 'Enabled'
      }
      dependsOn: [origins::app]
    }
  }

  resource origins 'originGroups' = {
    name: 'app'
    properties: {
      loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3 }
      healthProbeSettings: { probePath: '/api/health/live', probeProtocol: 'Https', probeRequestType: 'GET', probeIntervalInSeconds: 120 }
    }

    resource app 'origins' = {
      name: 'app'
      properties: {
        hostName: appHost
        originHostHeader: appHost
        httpPort: 80
        httpsPort: 443
        enforceCertificateNameCheck: true
      }
    }
  }

  resource security 'securityPolicies' = {
    name: 'firewall'
    properties: {
      parameters: {
        type: 'WebApplicationFirewall'
        wafPolicy: { id: firewall.id }
        associations: [{ domains: [{ id: endpoint.id }], patternsToMatch: ['/*'] }]
      }
    }
  }
}

resource firewall 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2026-04-01' = {
  name: policyName
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
  properties: {
    policySettings: { enabledState: 'Enabled', mode: 'Prevention' }
    customRules: {
      rules: [
        {
          name: 'TooManyRequests'
          priority: 100
          ruleType: 'RateLimitRule'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: requestsPerMinute
          action: 'Block'
          matchConditions: [{ matchVariable: 'RemoteAddr', operator: 'IPMatch', matchValue: ['0.0.0.0/0', '::/0'] }]
        }
      ]
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: profile
  name: 'firewall'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'FrontDoorWebApplicationFirewallLog', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Host name by which the public reaches the app.')
output hostName string = profile::endpoint.properties.hostName

@description('Id that requests through this profile carry.')
output frontDoorId string = profile.properties.frontDoorId
