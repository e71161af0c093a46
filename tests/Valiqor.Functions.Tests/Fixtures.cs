using Valiqor.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
