using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace App.Tests.Worker;

/// <summary>Messages between the Functions host and a worker, as JSON by the field names of the official protocol.</summary>
internal static class HostMessages
{
    // The generated types are internal to their package; the descriptor is enough, since Protobuf makes JSON of what it describes.
    private static readonly MessageDescriptor Message =
        ((FileDescriptor)Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc")
            .GetType("Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection", throwOnError: true)!
            .GetProperty("Descriptor")!.GetValue(null)!)
        .FindTypeByName<MessageDescriptor>("StreamingMessage");

    public static byte[] Write(JsonObject message) => JsonParser.Default.Parse(message.ToJsonString(), Message).ToByteArray();

    public static JsonObject Read(byte[] bytes) =>
        JsonNode.Parse(JsonFormatter.Default.Format(Message.Parser.ParseFrom(bytes)))!.AsObject();
}
