using JasperFx.CodeGeneration;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Http;

namespace Governance.Host.Tests.Api;

/// <summary>The order of things in the code between a request and its endpoint.</summary>
public sealed class OrderTests(Service service)
{
    [Fact]
    public async Task Every_command_knows_its_organisation_before_it_reads_and_saves_before_it_answers()
    {
        var document = await ApiDocument.Read(service);
        var chains = service.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HttpChain>()).OfType<HttpChain>().ToList();
        Assert.Equal(document.Operations.Count(operation => operation.Method == "POST"), chains.Count);
        Assert.All(chains, chain =>
        {
            // What the build wrote is what runs.
            var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "handlers", $"{((ICodeFile)chain).FileName}.cs"));
            // A question with a body has nothing to save, and must not.
            var writes = chain.Method.Method.GetParameters().Any(parameter => parameter.ParameterType == typeof(IDocumentSession));
            Assert.Equal(writes, code.Contains("SaveChangesAsync(", StringComparison.Ordinal));
            int[] places = [code.IndexOf("await TryDetectTenantId", StringComparison.Ordinal), code.IndexOf("await ReadJsonAsync", StringComparison.Ordinal), code.IndexOf("ValidationPolicy.Check", StringComparison.Ordinal),
                code.IndexOf($"{chain.Method.HandlerType.FullName}.{chain.Method.Method.Name}(", StringComparison.Ordinal), .. writes ? (int[])[code.LastIndexOf("SaveChangesAsync(", StringComparison.Ordinal)] : [], code.LastIndexOf(".ExecuteAsync(httpContext)", StringComparison.Ordinal)];
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        });
    }
}
