using Valiqor.Testing;

[assembly: AssemblyFixture(typeof(DeploymentFixture))]
