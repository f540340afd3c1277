using Governance.Shared;

namespace Governance.Directory;

/// <summary>Keeps <see cref="Person"/> beside its stream.</summary>
public sealed class PersonProjection() : FactsProjection<Person, PersonEvent>((person, fact, key) => DirectoryDecider.Evolve(person, fact.Event, key));

/// <summary>Keeps <see cref="Group"/> beside its stream.</summary>
public sealed class GroupProjection() : FactsProjection<Group, GroupEvent>((group, fact, key) => DirectoryDecider.Evolve(group, fact.Event, key));

/// <summary>Keeps <see cref="Organisation"/> beside its stream.</summary>
public sealed class OrganisationProjection() : FactsProjection<Organisation, OrganisationEvent>((organisation, fact, key) => DirectoryDecider.Evolve(organisation, fact.Event, key));
