using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Directory;

/// <summary>People, groups, roles in an area and relations.</summary>
public static class DirectoryFeature
{
    /// <summary>Adds the facts, the states and the founding of the organisation.</summary>
    public static void AddDirectory(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<PersonEvent>();
            store.StoreFacts<GroupEvent>();
            store.StoreFacts<OrganisationEvent>();
            store.Projections.Add<PersonProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add<PersonCardProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add<GroupProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add<OrganisationProjection>(ProjectionLifecycle.Inline);
            store.Schema.For<Person>().GinIndexJsonData();
            store.Schema.For<SignInMark>().Index(mark => mark.Person);
        });
        builder.Services.AddSingleton(ViewOf.Stream<Person, PersonCard>());
        builder.Services.AddSingleton(OrganisationSettings.From(builder.Configuration));
        builder.Services.AddHostedService<Founding>();
    }

    /// <summary>Maps the reads; Wolverine finds the commands.</summary>
    public static void MapDirectory(this WebApplication app)
    {
        AreaList.Map(app);
        GroupList.Map(app);
        PeopleList.Map(app);
        PersonPage.Map(app);
        DelegationList.Map(app);
    }
}
