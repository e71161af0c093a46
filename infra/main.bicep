targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; every resource name is made from it.')
param environmentName string

@minLength(1)
@description('Region of all resources. Flex Consumption must be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@secure()
@minLength(32)
@description('The administrator\'s key, which makes all other keys. It starts with vq_ and is never shown again.')
param adminKey string

@minValue(40)
@maxValue(1000)
@description('How many instances a busy moment may bring; also the limit of what it may cost.')
param maximumInstanceCount int = 40

@description('The model that judges; for Azure OpenAI its deployment. Empty: the rules speak alone.')
param judgeModel string = ''

@allowed(['openai', 'azure_openai', 'compatible'])
@description('How the judge\'s provider is spoken to.')
param judgeKind string = 'openai'

@description('Address of the judge\'s provider. Empty: OpenAI\'s.')
param judgeEndpoint string = ''

@secure()
@description('The key of the judge\'s provider, or a Key Vault reference. Empty with judgeEntraIdentity.')
param judgeApiKey string = ''

@description('Whether the app\'s own identity opens Azure OpenAI; it needs the role Cognitive Services OpenAI User there.')
param judgeEntraIdentity bool = false

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-valiqor-${token}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'stvaliqor${token}'
    topicName: 'evgt-valiqor-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    name: 'valiqor-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module functionApp 'modules/functionApp.bicep' = {
  scope: group
  params: {
    name: 'func-valiqor-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageEndpoints: storage.outputs.endpoints
    deploymentContainer: storage.outputs.deploymentContainer
    insightsName: monitoring.outputs.insightsName
    maximumInstanceCount: maximumInstanceCount
    adminKey: adminKey
    judge: {
      model: judgeModel
      kind: judgeKind
      endpoint: judgeEndpoint
      entraIdentity: judgeEntraIdentity
    }
    judgeApiKey: judgeApiKey
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name
output AZURE_FUNCTION_APP_HOST string = functionApp.outputs.host
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_EVENTGRID_TOPIC_NAME string = storage.outputs.topicName
output SERVICE_API_URI string = 'https://${functionApp.outputs.host}'
