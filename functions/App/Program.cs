using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core.Serialization;
using FunctionsApp;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes.Guides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// Histories and messages in the same JSON as on LocalHost: enums by name, so that a new value among them changes no running orchestration.
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer =
    new JsonObjectSerializer(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } }));
builder.UseMiddleware<HeadersMiddleware>();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<AccessMiddleware>();
builder.UseMiddleware<MediaMiddleware>();
builder.UseMiddleware<OutageMiddleware>();
builder.UseMiddleware<PeopleMiddleware>();
builder.UseMiddleware<GuidesMiddleware>();
builder.AddApp();
// The host stops exporting for the worker, which exports for itself; without an exporter the host continues to do it.
if (TelemetryFeature.IsOn(builder.Configuration)) builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
builder.Build().Run();
