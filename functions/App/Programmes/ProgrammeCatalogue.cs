namespace FunctionsApp.Programmes;

/// <summary>TEMPORARY stand-in until branch apply has the catalogue.</summary>
public sealed class ProgrammeCatalogue
{
    public ProgrammeDefinition? Find(string programme, int version) => null;
}
