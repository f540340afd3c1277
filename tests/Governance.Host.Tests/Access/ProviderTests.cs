using Alba;
using Governance.Audit.Ledger;
using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;
using JasperFx.CommandLine;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Governance.Host.Tests.Access;

/// <summary>The service of an organisation that signs in with its OpenID provider.</summary>
public sealed class ProviderService : IAsyncLifetime
{
    public Provider Provider { get; private set; } = null!;

    public IAlbaHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await Provider.Start();
        Host = await Start(Provider.Issuer);
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession("acme");
        var signIns = new SignIns(Host.Services.GetRequiredService<PersonalKeys>(), session);
        signIns.Become(Acme.Drafter, "sub-aoife");
        signIns.Become(Acme.OtherDrafter, "sub-bogdan");
        session.Events.Append(StreamKeys.Person(Acme.OtherDrafter), new PersonLeft(null));
        await session.SaveChangesAsync();
    }

    public static async Task<IAlbaHost> Start(string authority)
    {
        var connection = await TestCluster.NewDatabaseAsync();
        JasperFxEnvironment.AutoStartHost = true;
        // Only local mode makes keys by itself.
        var keys = System.IO.Directory.CreateTempSubdirectory("governance-tests-keys-").FullName;
        KeyRing.Make(keys);
        return await AlbaHost.For<Program>(builder =>
        {
            builder.UseSetting("Keys:Folder", keys);
            builder.UseSetting("ConnectionStrings:Governance", connection);
            builder.UseSetting("Logging:LogLevel:Default", "Critical");
            builder.UseSetting("SignIn:Authority", authority);
            builder.UseSetting("SignIn:Audience", Provider.Audience);
            builder.UseSetting("SignIn:RequireHttps", "false");
            builder.UseSetting("Organisation:Directory", Path.Combine(AppContext.BaseDirectory, "policies", "directory.yaml"));
            builder.ConfigureServices(services => services.RunWolverineInSoloMode());
        });
    }

    public Task<Answer> Me(string credential) => Bare.Send(Host, $"Bearer {credential}", scenario => scenario.Get.Url("/me"));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

public sealed class ProviderTests(ProviderService service) : IClassFixture<ProviderService>
{
    private Provider Provider => service.Provider;

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("JWT")]
    public async Task A_good_token_signs_in_as_the_person_of_the_directory_with_the_roles_that_stand_there(string type)
    {
        var me = (await service.Me(Provider.Token("sub-aoife", type: type))).Expect(200);
        Assert.Equal((Acme.Drafter, "oidc", "acme"), (me.Text("person", "id"), me.Text("credential"), me.Text("organisation", "id")));
        Assert.Equal("drafter", Assert.Single(me.At("person", "roles").EnumerateArray()).GetProperty("role").GetString());
        (await Bare.Send(service.Host, $"Bearer {Provider.Token("sub-aoife")}", scenario => scenario.Post.Json(new { area = "sales", title = "Sales" }).ToUrl("/areas"))).Expect(403, "access.not-yours");
    }

    public static readonly TheoryData<string, Func<Provider, string>, string> Bad = new()
    {
        { "expired", provider => provider.Token("sub-aoife", ends: TimeSpan.FromHours(-1)), "expired" },
        { "another audience", provider => provider.Token("sub-aoife", audience: "payroll"), "not accepted" },
        { "another issuer", provider => provider.Token("sub-aoife", issuer: "https://id.example.org"), "not accepted" },
        { "another type", provider => provider.Token("sub-aoife", type: "logout+jwt"), "not accepted" },
        { "no signature", provider => provider.WithoutSignature("sub-aoife"), "not accepted" },
        { "the public key as a secret", provider => provider.SignedWithThePublicKey("sub-aoife"), "not accepted" },
        { "another key", provider => provider.SignedWithAnotherKey("sub-aoife"), "not accepted" },
        { "no organisation", provider => provider.Token("sub-aoife", tenant: "*DEFAULT*"), "not accepted" },
        { "no subject of the protocol", provider => provider.Token("sub aoife"), "not accepted" },
        { "not a token", _ => "nonsense", "not accepted" },
        { "three parts of nothing", _ => "a.b.c", "not accepted" },
        { "an unknown subject", provider => provider.Token("sub-stranger"), "directory" },
        { "another organisation's subject", provider => provider.Token("sub-aoife", tenant: "globex"), "directory" },
        { "somebody who left", provider => provider.Token("sub-bogdan"), "left" },
        { "an unknown key", _ => $"gov_acme_{new string('0', 16)}_{new string('0', 64)}", "not known" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task A_bad_credential_is_told_why_in_the_form_of_every_problem(string name, Func<Provider, string> token, string reason)
    {
        var refused = (await service.Me(token(Provider))).Expect(401, "access.sign-in");
        Assert.True(refused.Text("detail").Contains(reason, StringComparison.Ordinal), $"{name}: {refused.Text("detail")}");
        Assert.StartsWith("application/problem+json", refused.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("Bearer error=\"invalid_token\"", refused.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_a_failed_sign_in()
    {
        await using var host = await ProviderService.Start("http://127.0.0.1:9");
        (await Bare.Send(host, $"Bearer {Provider.Token("sub-aoife")}", scenario => scenario.Get.Url("/me"))).Expect(401, "access.sign-in");
    }
}
