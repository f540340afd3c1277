using Governance.Access;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Http;

namespace Governance.Host.Tests.Api;

public sealed class OrderTests(Service service)
{
    private static string WhoMay(Operation operation) => AccessRules.Find(operation.Method, operation.Path)!.Roles switch
    {
        [Roles.Drafter, ..] => Acme.Drafter,
        [Roles.Steward, ..] => Acme.Owner,
        _ => TenancyTests.WhoMay(operation),
    };

    [Fact]
    public async Task Every_command_knows_its_organisation_before_it_reads_and_saves_before_it_answers()
    {
        var acme = await service.Found();
        var document = await ApiDocument.Read(service);
        foreach (var operation in document.Operations.Where(operation => operation.Method == "POST"))
            await acme.Send(await acme.KeyOf(WhoMay(operation)), "POST", operation.Path, Raw.Json(operation.Body!));

        var chains = service.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HttpChain>()).OfType<HttpChain>().ToList();
        Assert.Equal(document.Operations.Count(operation => operation.Method == "POST"), chains.Count);
        Assert.All(chains, chain =>
        {
            var code = chain.SourceCode!;
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
