using Azure.Data.Tables;
using FunctionsApp;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city whose tables fail when a test says so.</summary>
public sealed class CityWithTableFaults : CityUnderTest
{
    public CityWithTableFaults() => Options = Options with
    {
        Configure = builder =>
        {
            builder.AddApp();
            builder.Services.AddSingleton(_ => new TableServiceClient(
                Options.Azurite!.ConnectionString, StorageRetries.Bound(new TableClientOptions { Transport = Tables })));
        },
    };

    internal TableFaults Tables { get; } = new();
}
