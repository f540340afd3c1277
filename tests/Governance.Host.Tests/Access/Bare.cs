using Alba;

namespace Governance.Host.Tests.Access;

/// <summary>Calls with a credential that is given as it is, or with none.</summary>
public static class Bare
{
    public static Task<Answer> GetWith(this Service service, string? authorization, string path) => Send(service.Host, authorization, scenario => scenario.Get.Url(path));

    public static Task<Answer> PostWith(this Service service, string? authorization, string path, object body) => Send(service.Host, authorization, scenario => scenario.Post.Json(body).ToUrl(path));

    public static async Task<Answer> Send(IAlbaHost host, string? authorization, Action<Scenario> ask)
    {
        var result = await host.Scenario(scenario =>
        {
            ask(scenario);
            if (authorization is not null) scenario.WithRequestHeader("Authorization", authorization);
            scenario.IgnoreStatusCode();
        });
        var response = result.Context.Response;
        return new Answer(response.StatusCode, await result.ReadAsTextAsync(), response.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }
}
