param name string

param location string

param tags object

@description('Resource id of the identity that the app acts under.')
param identityId string

@description('The client id of the same identity.')
param identityClientId string

param storageEndpoints { blob: string, queue: string, table: string }

@description('Address of the container that packages are deployed from.')
param deploymentContainer string

@description('Name of the Application Insights that telemetry goes to.')
param insightsName string

param maximumInstanceCount int

@secure()
param adminKey string

@description('The model that judges. Without a name there is none.')
param judge { model: string, kind: string, endpoint: string, entraIdentity: bool }

@secure()
@description('The key of the judge\'s provider; empty: none.')
param judgeApiKey string

var judgeSettings = empty(judge.model) ? {} : {
  Valiqor__Judge__Model__Name: judge.model
  Valiqor__Judge__Model__Kind: judge.kind
  Valiqor__Judge__Model__Endpoint: judge.endpoint
  Valiqor__Judge__Model__UseEntraIdentity: string(judge.entraIdentity)
  // Which of the app's identities is meant.
  AZURE_CLIENT_ID: identityClientId
}

// One account serves the host and our own data, so the blob triggers can stay on the host's connection.
var storageSettings = {
  AzureWebJobsStorage__blobServiceUri: storageEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storageEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storageEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  Valiqor__Storage__blobServiceUri: storageEndpoints.blob
  Valiqor__Storage__tableServiceUri: storageEndpoints.table
  Valiqor__Storage__credential: 'managedidentity'
  Valiqor__Storage__clientId: identityClientId
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(storageSettings, judgeSettings, {
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      Valiqor__AdminKey: adminKey
      Valiqor__Judge__Model__ApiKey: judgeApiKey
      // In bytes; the host's own limit is 100 MB, the service's for uploads 10 GiB.
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '10737418240'
      // Flex Consumption knows the Event Grid flavour of the blob trigger only.
      'AzureWebJobs.DatasetDropped.Disabled': 'true'
    })
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
