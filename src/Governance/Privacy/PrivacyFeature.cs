using Governance.Database;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Privacy;

/// <summary>Texts about people: concealed in the database, told by the API, and erased for good by destroying the person's key.</summary>
public static class PrivacyFeature
{
    /// <summary>Adds the keys, which open before the store does, and the erasures, which are looked through before the service answers.</summary>
    public static void AddPrivacy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(KeySettings.From(builder.Configuration));
        builder.Services.AddSingleton<PersonalKeys>();
        builder.Services.AddSingleton<Erasures>();
        builder.Services.AddSingleton<Disclosures>();
        builder.Services.AddBehindDatabase<KeysAtStart>();
        builder.Services.AddHostedService<ErasuresAtStart>();
        builder.Services.ConfigureMarten(store => store.Projections.Add<ErasedPersonProjection>(ProjectionLifecycle.Inline));
    }
}
