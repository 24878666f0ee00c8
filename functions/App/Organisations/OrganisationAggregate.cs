using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations;

/// <summary>The organisations, by credit code.</summary>
public static class OrganisationAggregate
{
    public static readonly Aggregate<Organisation> Kind = new(Topology.OrganisationsTable, Part.Own<Organisation>());
}
