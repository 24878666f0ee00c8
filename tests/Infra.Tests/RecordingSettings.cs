using System.Diagnostics.Metrics;
using FunctionsApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Tests;

/// <summary>Settings that remember which of them the app asked for.</summary>
public sealed class RecordingSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    private RecordingSettings(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (name, value) in settings) Data[name.Replace("__", ":", StringComparison.Ordinal)] = value;
    }

    /// <summary>Composes the whole app on the settings, as its host does, and makes everything that could read one.</summary>
    /// <returns>Names of the settings that it asked for, as they stand among app settings.</returns>
    /// <exception cref="OptionsValidationException">The app would not start on them.</exception>
    public static IReadOnlySet<string> AskedFor(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var recording = new RecordingSettings(settings);
        using var host = Compose(recording);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var type in Options(host.Services)) _ = ValueOf(host.Services, type);
        GiveBirth(host.Services);

        // A section that only leads to others is not a setting, nor a property that nothing can set.
        var computed = Options(host.Services).SelectMany(Parts).SelectMany(type => type.GetProperties()).Where(property => !property.CanWrite).Select(property => property.Name).ToHashSet();
        return recording.asked
            .Where(key => !key.Contains('?', StringComparison.Ordinal) && !computed.Contains(key[(key.LastIndexOf(':') + 1)..]))
            .Where(key => !recording.asked.Any(other => other.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase)))
            .Select(key => key.Replace(":", "__", StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every options class that the app registers, bound on the settings.</summary>
    public static IReadOnlyDictionary<Type, object> Bound(IEnumerable<KeyValuePair<string, string>> settings)
    {
        using var host = Compose(new RecordingSettings(settings));
        return Options(host.Services).ToDictionary(type => type, type => ValueOf(host.Services, type));
    }

    public override bool TryGet(string key, out string? value)
    {
        asked.Add(key);
        return base.TryGet(key, out value);
    }

    /// <remarks>Each section seems to hold something: the binder asks nothing of an empty one, and a missing setting would not show.</remarks>
    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        parentPath is not null && !parentPath.Contains(':', StringComparison.Ordinal)
            ? base.GetChildKeys(earlierKeys.Append("?"), parentPath)
            : base.GetChildKeys(earlierKeys, parentPath);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private static IHost Compose(RecordingSettings recording)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        ((IConfigurationBuilder)builder.Configuration).Add(recording);
        recording.asked.Clear();
        builder.AddApp();
        var asked = recording.asked.ToList();
        var services = builder.Services;
        services.AddSingleton<ServiceCatalogue>(new ServiceCatalogue([.. services]));
        // Nothing is logged or measured, so that no exporter is made.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.RemoveAll<IMetricsListener>();
        services.AddSingleton<IMeterFactory, UnheardMeters>();
        var host = builder.Build();
        // What the host itself looked for is not the app's.
        recording.asked.Clear();
        recording.asked.UnionWith(asked);
        return host;
    }

    // The clients and whatever else takes its settings at birth.
    private static void GiveBirth(IServiceProvider services)
    {
        foreach (var service in services.GetRequiredService<ServiceCatalogue>().Services
            .Where(service => service.Lifetime == ServiceLifetime.Singleton && !service.ServiceType.IsGenericTypeDefinition && !service.IsKeyedService)
            .Where(service => service.ImplementationFactory?.Method.Module.Assembly == typeof(AppComposition).Assembly || service.ServiceType.Assembly == typeof(AppComposition).Assembly))
        {
            try
            {
                _ = services.GetService(service.ServiceType);
            }
            catch (Exception exception) when (exception is PlatformNotSupportedException or InvalidOperationException)
            {
                // The mail sender that is not in use cannot be; what it reads was seen all the same.
            }
        }
    }

    private static IEnumerable<Type> Options(IServiceProvider services) => services.GetRequiredService<ServiceCatalogue>().Services
        .Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
        .Select(service => service.ServiceType.GenericTypeArguments[0])
        .Where(type => type.Assembly == typeof(AppComposition).Assembly)
        .Distinct();

    // The class and the classes of its properties and lists.
    private static IEnumerable<Type> Parts(Type type) => type.Assembly != typeof(AppComposition).Assembly || type.IsEnum ? [] :
        [type, .. type.GetProperties().Where(property => property.CanWrite).SelectMany(property => Parts(property.PropertyType.GenericTypeArguments.FirstOrDefault() ?? property.PropertyType))];

    private static object ValueOf(IServiceProvider services, Type type)
    {
        // Past the validation: a value alone is asked for.
        var factory = services.GetServices(typeof(IConfigureOptions<>).MakeGenericType(type));
        var value = Activator.CreateInstance(type)!;
        foreach (var configure in factory) typeof(IConfigureOptions<>).MakeGenericType(type).GetMethod("Configure")!.Invoke(configure, [value]);
        return value;
    }

    /// <summary>Meters of other names than the app's: one that goes takes its instruments from whoever measures those of the same name meanwhile.</summary>
    private sealed class UnheardMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new($"unheard.{options.Name}");

        public void Dispose()
        {
        }
    }

    private sealed record ServiceCatalogue(IReadOnlyList<ServiceDescriptor> Services);
}
