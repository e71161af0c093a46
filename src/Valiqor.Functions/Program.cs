using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valiqor.Service;
using Valiqor.Service.Door;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddValiqorService(builder.Configuration);
IHost host = builder.Build();

// A table of routes that contradicts itself stops the host here, and not its first request.
host.Services.GetRequiredService<RouteLookup>();
await host.RunAsync();
