// Starts `vertragswerk lsp` and hands it the files of contract repositories; everything else is the server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const befehl = workspace.getConfiguration("vertragswerk").get("befehl", "vertragswerk");
  const server = { command: befehl, args: ["lsp", "--stdio"] };
  client = new LanguageClient("vertragswerk", "vertragswerk", server, {
    documentSelector: [
      { scheme: "file", language: "yaml", pattern: "**/{vertraege,bescheide,parteien,sozialraeume}/**/*.yaml" },
      { scheme: "file", pattern: "**/{ausnahmen.yaml,vertragswerk.toml}" },
      { scheme: "file", language: "markdown", pattern: "**/klauseln/*.md" },
    ],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{yaml,md,toml}") },
  });
  return client.start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
